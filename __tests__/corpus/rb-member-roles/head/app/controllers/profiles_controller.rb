class ProfilesController < ApplicationController
  def show
    render json: current_user.as_json(only: %i[id name locale])
  end

  def update
    if current_user.update(profile_params)
      head :no_content
    else
      render json: { errors: current_user.errors }, status: :unprocessable_entity
    end
  end

  private

  def profile_params
    params.require(:user).permit(:name, :locale)
  end
end
