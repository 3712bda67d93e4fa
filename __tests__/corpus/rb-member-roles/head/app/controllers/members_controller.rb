class MembersController < ApplicationController
  before_action :require_owner

  def update
    member = current_user.organization.users.find(params[:id])
    if member.update(params.require(:user).permit(:role))
      head :no_content
    else
      render json: { errors: member.errors }, status: :unprocessable_entity
    end
  end

  private

  def require_owner
    head :forbidden unless current_user.owner?
  end
end
