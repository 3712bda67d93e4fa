class AuthorsController < ApplicationController
  before_action :require_login, only: :update

  def show
    @author = Author.find(params[:id])
  end

  def update
    if current_author.update(params.require(:author).permit(:name, :website))
      redirect_to current_author
    else
      render :edit, status: :unprocessable_entity
    end
  end
end
